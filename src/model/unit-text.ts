// Units as they stand in a model: `USD`, `USD per GW-year` without the giga, `USD/year`, `1`.

import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { plain } from "../expression/expression.ts";
import { type Atom, type Unit, makeUnit, unitWord, unitWords } from "../unit/unit.ts";

/**
 * Reads a unit: words joined by `-`, over others after `per` or `/`.
 *
 * Words that stand for a power of ten are refused: a model's numbers are what they are, and nothing is scaled
 * behind its author's back.
 *
 * @throws MODEL_UNIT
 */
export function readUnit(text: string): Unit {
  if (text.trim() === "1") return plain;
  const [over, ...under] = text.trim().split(/\s+per\s+|\s*\/\s*(?!s\b)/u);
  const above = over === "1" ? [] : atomsOf(over!, text);
  return makeUnit(
    above,
    under.flatMap((part) => atomsOf(part, text)),
  );
}

function atomsOf(part: string, whole: string): Atom[] {
  return part.split("-").map((word): Atom => {
    const found = unitWord(word.trim());
    if (found?.atom !== undefined && found.exponent === 0) return found.atom;
    if (found) {
      throw new RoundtripError("MODEL_UNIT", `The unit "${whole}" has a scale in it: "${word}".`, {
        remedy:
          found.atom === undefined
            ? "Write shares as fractions of 1: 0.05, with the unit 1."
            : `Write ${found.atom.name}, and the numbers in full, such as 5e9.`,
      });
    }
    throw new RoundtripError("MODEL_UNIT", `The unit "${whole}" has a word that is not known: "${word}".`, {
      remedy:
        didYouMean(word, unitWords()) ||
        "Write units such as USD, USD per year, W, home or 1, or leave the unit out.",
    });
  });
}
