// The day as of which the book is looked at.

import { useId } from "react";
import { usePlace } from "../../app/place.ts";
import { isPartialDate, lastDay } from "../../../unit/date.ts";

interface DayProps {
  /** As the address has it. */
  readonly asOf: string | undefined;
  /** The newest day of the book. */
  readonly newest: string;
}

/** The day as of which all of the book is looked at, in this view and in the others. */
export function DayField({ asOf, newest }: DayProps) {
  const { choose } = usePlace();
  const id = useId();
  const day = asOf !== undefined && isPartialDate(asOf) ? lastDay(asOf) : newest;
  return (
    <div className="field">
      <label htmlFor={id}>As known on</label>
      <input
        id={id}
        type="date"
        value={day}
        max={newest}
        onChange={({ target }) => {
          // Empty while a date is being written.
          if (target.value !== "") choose({ asOf: target.value === newest ? null : target.value }, "replace");
        }}
      />
    </div>
  );
}
