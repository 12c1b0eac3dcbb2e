// A drawn SVG as a file that stands alone: its colours and type resolved, title, source and date inside.

const head = 64;
const foot = 40;
const margin = 16;

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
  add("text", { x: margin, y: 26, "font-size": 18, "font-weight": 600, fill: page.color }, finding);
  add("text", { x: margin, y: 48, "font-size": 13, fill: page.color }, what);
  root.append(doc.importNode(inner, true));
  add("text", { x: margin, y: high - 14, "font-size": 11, fill: page.color }, source);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
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
