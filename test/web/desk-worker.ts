// The worker of the built page, asked without the page: what it answers is what every view draws from.

import type { Page } from "playwright-core";
import type { Want } from "../../src/web/engine/message.ts";
import type { EventShown } from "../../src/web/engine/watched.ts";

/** What came back, with arrays of numbers as lists. */
export interface Came {
  readonly got?: {
    readonly paths: number;
    readonly quarters: readonly string[];
    readonly series: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly events: Readonly<Record<string, EventShown>>;
    readonly against?: Pick<NonNullable<Came["got"]>, "series" | "events"> & {
      readonly changes: NonNullable<Came["got"]>["series"];
    };
    readonly notes: readonly string[];
  };
  readonly trouble?: { readonly code: string; readonly message: string };
}

/**
 * Starts a second worker of the page's own script and asks it one thing.
 *
 * @param without what the worker is to do without, such as WebAssembly
 */
export async function askDesk(page: Page, want: Want, without: readonly string[] = []): Promise<Came> {
  const desk = page.workers().find((worker) => worker.url().includes("/desk-"));
  if (!desk) throw new Error("the page has no worker");
  return page.evaluate(
    async ({ url, want: asked, without: names }) => {
      const plain = (_: string, value: unknown): unknown =>
        value instanceof Float64Array ? [...value].map((x) => (Number.isNaN(x) ? null : x)) : value;
      const first = names.map((name) => `globalThis[${JSON.stringify(name)}] = undefined;\n`).join("");
      const text = `${first}await import(${JSON.stringify(url)});\npostMessage("ready");`;
      const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), {
        type: "module",
      });
      return new Promise<string>((done, failed) => {
        worker.addEventListener("error", (event) => failed(new Error(event.message || "the worker died")));
        worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
          if (data === "ready") worker.postMessage({ id: 0, ...asked });
          else if (!Object.hasOwn(data as object, "words")) {
            worker.terminate();
            done(JSON.stringify(data, plain));
          }
        });
      }).then((answer) => JSON.parse(answer) as Came);
    },
    { url: desk.url(), want, without },
  );
}
