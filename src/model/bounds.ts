// How large a model may be: above any that people write, below what would exhaust a machine.

export const periodsMax = 100_000;
export const equationsMax = 100_000;
/** Characters of the text of a model, of one equation; brackets within brackets. */
export const textMax = 10_000_000;
export const equationTextMax = 100_000;
export const depthMax = 200;
/** Faults of one text that are listed. */
export const faultsMax = 100;
