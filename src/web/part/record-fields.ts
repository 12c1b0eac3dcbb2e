// The data of a record as fields that people read: what is absent is left out, a figure is as it was written.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Shown =
  { readonly text: string } | { readonly list: readonly Shown[] } | { readonly fields: readonly Field[] };

export interface Field {
  readonly label: string;
  readonly shown: Shown;
}

export function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `latestDate` is "latest date". */
export function wordsOf(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/gu, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

/** What changed over time stands as its history, where there is one. */
export function fieldsOf(record: Readonly<Record<string, Json>>, without: readonly string[]): Field[] {
  return Object.entries(record).flatMap(([key, value]): Field[] => {
    if (without.includes(key) || key.endsWith("History")) return [];
    const history = historyOf(record[`${key}History`]);
    const shown: Shown | undefined =
      history.length > 1 ? { list: history.map((text) => ({ text })) } : shownValue(value);
    return shown ? [{ label: wordsOf(key), shown }] : [];
  });
}

function shownValue(value: Json): Shown | undefined {
  if (value === null || value === "") return undefined;
  if (typeof value !== "object") return { text: shownOf(value) };
  if (Array.isArray(value)) {
    const list = (value as readonly Json[]).flatMap((one) => shownValue(one) ?? []);
    return list.length === 0 ? undefined : { list };
  }
  const record = value as Readonly<Record<string, Json>>;
  if (typeof record["text"] === "string" && "form" in record) return { text: record["text"] };
  const fields = fieldsOf(record, []);
  return fields.length === 0 ? undefined : { fields };
}

/** A word, a figure as it was written, a truth; nothing where it is unknown. */
export function shownOf(value: Json): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return String(value);
  if (isRecord(value) && typeof value["text"] === "string") return value["text"];
  return "";
}

/** What a field was from which day on, with who or what changed it. */
export function historyOf(history: Json | undefined): string[] {
  if (!Array.isArray(history)) return [];
  return (history as readonly Json[]).filter(isRecord).map((entry) => {
    const text = (key: string): string => shownOf(entry[key] ?? null);
    return [
      text("is") || "unknown",
      text("from") && `from ${text("from")}`,
      text("by") && `(by ${text("by")})`,
      text("note") && `(${text("note")})`,
    ]
      .filter(Boolean)
      .join(" ");
  });
}
