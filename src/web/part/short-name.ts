// A party's name as a chart has room for it: "OpenAI (OpenAI Group PBC)" is OpenAI, "Alphabet Inc. / Google" is Google.

const forms = /(?:\s+(?:Inc\.|Corp\.|Ltd\.|Co\.|PBC|LLC|plc|N\.V\.|ASA|Group|Holdings|Platforms|Global))+$/u;

export function shortName(name: string): string {
  const plain = name.replace(/\s*\([^)]*\)/gu, "").trim();
  const last = plain.split(" / ").at(-1)!;
  const bare = last.replace(forms, "").replace(/\.com$/u, "");
  return bare === "" ? name : bare;
}

/** A text cut to a width in pixels, by what letters of small text take on average. */
export function cutTo(text: string, width: number): string {
  const letters = Math.floor(width / letterWidth);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}

const letterWidth = 7;
