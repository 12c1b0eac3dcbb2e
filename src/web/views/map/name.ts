// Names that fit a box: without what a register adds, and cut where there is no room. The whole name is told beside.

const legalForm =
  /,?\s+(?:Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|L\.P|LP|plc|PLC|S\.?A|SE|AG|ASA|N\.?V|B\.?V|GmbH|Holdings?|Group|Technologies|Public Investment Company)\.?$/u;

export function shortName(name: string): string {
  let short = name.replaceAll(/\s*\([^)]*\)/gu, "").trim();
  for (;;) {
    const next = short.replace(legalForm, "").replace(/\.com$/u, "");
    if (next === short || next === "") return short === "" ? name : short;
    short = next;
  }
}

/** @param room in pixels, @param size of the type, in pixels */
export function fitted(name: string, room: number, size: number): string {
  const most = Math.max(3, Math.floor(room / (size * 0.56)));
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
