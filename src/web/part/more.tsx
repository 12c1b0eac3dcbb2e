// A long list drawn in parts, so that the page stays quick.

import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";

interface MoreProps<T> {
  readonly of: readonly T[];
  /** How many are drawn at once. */
  readonly step: number;
  /** What they are, as a plural. */
  readonly what: string;
  readonly children: (shown: readonly T[]) => ReactNode;
}

export function More<T>({ of, step, what, children }: MoreProps<T>) {
  const [most, setMost] = useState(step);
  const rest = of.length - most;
  return (
    <>
      {children(of.slice(0, most))}
      {rest > 0 && (
        <Button className="button" onPress={() => setMost(most + step)}>
          Show {Math.min(step, rest).toLocaleString("en-US")} more of {of.length.toLocaleString("en-US")}{" "}
          {what}
        </Button>
      )}
    </>
  );
}
