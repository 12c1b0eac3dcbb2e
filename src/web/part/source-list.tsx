// The sources of a record, each told: publisher, title, date, address.

import { usePlace } from "../app/place.ts";
import type { SourceShown } from "../engine/message.ts";

export function SourceList({ sources }: { sources: readonly SourceShown[] }) {
  const { here } = usePlace();
  if (sources.length === 0) return null;
  return (
    <section>
      <h4>Who says so</h4>
      <ol className="source-list">
        {sources.map(({ id, publisher, title, date, address }) => (
          <li key={id}>
            <strong>{publisher}</strong>
            {date !== undefined && <span className="quiet"> {date}</span>}
            <br />
            {address === undefined ? (
              title
            ) : (
              <>
                <a href={address} rel="noreferrer noopener" target="_blank">
                  {title}
                </a>{" "}
                <span className="quiet">{hostOf(address)}</span>
              </>
            )}{" "}
            <a className="quiet" href={here({ open: id })}>
              in the book
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./u, "") : address;
}
