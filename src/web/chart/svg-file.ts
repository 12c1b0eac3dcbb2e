// A drawn SVG as a file that stands alone: its colours and type resolved, title, source and date inside.

const margin = 16;

/** Lines of text around the drawing: size, distance of lines, and how wide a letter is on average, in sizes. */
const type = {
  finding: { size: 18, line: 24, letter: 0.65 },
  what: { size: 13, line: 18, letter: 0.56 },
  source: { size: 11, line: 15, letter: 0.58 },
};

/** Properties that a style sheet gives and a file has to carry. */
const carried = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
];

export interface SvgText {
  readonly finding: string;
  readonly what: string;
  readonly source: string;
}

/** @param drawn an `svg` of the page with a viewBox */
export function svgFile(drawn: SVGSVGElement, { finding, what, source }: SvgText): string {
  const box = drawn.viewBox.baseVal;
  const { width, height } = box.width > 0 ? box : drawn.getBoundingClientRect();
  const inner = drawn.cloneNode(true) as SVGSVGElement;
  resolve(drawn, inner);
  const of = (text: string, { size, letter }: (typeof type)["what"]): string[] =>
    linesOf(text, width / (size * letter));
  const lines = {
    finding: of(finding, type.finding),
    what: of(what, type.what),
    source: of(source, type.source),
  };
  const head = 8 + lines.finding.length * type.finding.line + lines.what.length * type.what.line + 10;
  const foot = 16 + lines.source.length * type.source.line;
  inner.setAttribute("x", `${margin}`);
  inner.setAttribute("y", `${head}`);
  inner.setAttribute("width", `${width}`);
  inner.setAttribute("height", `${height}`);
  const page = getComputedStyle(document.body);
  const [wide, high] = [width + 2 * margin, height + head + foot];
  const doc = document.implementation.createDocument("http://www.w3.org/2000/svg", "svg");
  const root = doc.documentElement;
  root.setAttribute("viewBox", `0 0 ${wide} ${high}`);
  root.setAttribute("width", `${wide}`);
  root.setAttribute("height", `${high}`);
  root.setAttribute("font-family", page.fontFamily);
  const add = (name: string, attributes: Record<string, string | number>, text?: string): void => {
    const element = doc.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
    if (text !== undefined) element.textContent = text;
    root.append(element);
  };
  add("title", {}, finding);
  add("desc", {}, `${what} ${source}`);
  add("rect", { width: wide, height: high, fill: page.backgroundColor });
  let y = 8;
  const write = (kind: keyof typeof type, weight: number): void => {
    const { size, line } = type[kind];
    for (const text of lines[kind]) {
      y += line;
      add("text", { x: margin, y: y - 4, "font-size": size, "font-weight": weight, fill: page.color }, text);
    }
  };
  write("finding", 600);
  write("what", 400);
  root.append(doc.importNode(inner, true));
  y = head + height + 8;
  write("source", 400);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/** A text in lines of so many letters; a word that is longer has a line of its own. */
export function linesOf(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Gives a copy the looks that the style sheet gives the original. */
function resolve(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of carried) {
    const value = style.getPropertyValue(name);
    if (value !== "") to.setAttribute(name, value);
  }
  for (const name of ["class", "style", "tabindex", "role"]) to.removeAttribute(name);
  [...from.children].forEach((child, k) => resolve(child, to.children[k]!));
}
