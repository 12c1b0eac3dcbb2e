// Who says so: the pages behind what is shown, each a click away.

import { usePlace } from "../app/place.ts";
import type { SourceShown } from "../engine/message.ts";

export function Sources({ sources }: { sources: readonly SourceShown[] }) {
  const { here } = usePlace();
  if (sources.length === 0) return null;
  return (
    <details className="sources">
      <summary>
        {sources.length === 1 ? "1 source" : `${sources.length.toLocaleString("en-US")} sources`}
      </summary>
      <ul>
        {sources.map(({ id, publisher, title, date, address }) => (
          <li key={id}>
            {address === undefined ? (
              title
            ) : (
              <a href={address} rel="noreferrer noopener" target="_blank">
                {title}
              </a>
            )}
            , {publisher}
            {date === undefined ? "" : `, ${date}`} <a href={here({ open: id })}>in the book</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
