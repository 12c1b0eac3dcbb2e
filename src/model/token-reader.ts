// Where the reading of a text stands, its open brackets, and the faults found so far.

import { RoundtripError } from "../error/error.ts";
import type { TextFault } from "./place.ts";
import type { Report } from "./scope.ts";
import { isSign, missingValue, noOperator } from "./syntax-fault.ts";
import type { Token } from "./token.ts";

/** The first place from which a text cannot be read on. */
export class Unreadable extends Error {
  readonly fault: TextFault;
  constructor(fault: TextFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Tokens one after another; what is wrong and can be read over is added to the faults. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  readonly #faults: TextFault[];
  #next = 0;
  #openBrackets = 0;

  constructor(tokens: readonly Token[], faults: TextFault[]) {
    this.#tokens = tokens;
    this.#faults = faults;
  }

  /** The next token, or one after it; the last says that the text ends. */
  at(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!;
  }

  pass(count = 1): void {
    this.#next += count;
  }

  /** The next sign of some text. */
  find(sign: string): Token | undefined {
    return this.#tokens.slice(this.#next).find((token) => isSign(token, sign));
  }

  get isInBrackets(): boolean {
    return this.#openBrackets > 0;
  }

  /** An opening bracket has been passed. */
  open(): void {
    this.#openBrackets++;
  }

  /** Passes the closing one. */
  close(): void {
    if (!isSign(this.at(), ")")) this.stopAtRest();
    this.#openBrackets--;
    this.#next++;
  }

  /** What a builder of expressions makes, or a stand-in where it objects. */
  built<T>(token: Token, build: () => T, instead: T): T {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof RoundtripError)) throw error;
      this.reportAt(token)(error);
      return instead;
    }
  }

  stopAtRest(): never {
    const { message, remedy } = noOperator(this.at(), this.#tokens[this.#next - 1]!, this.at(1));
    return this.stop(message, remedy);
  }

  stopAtValue(): never {
    const { message, remedy } = missingValue(this.at());
    return this.stop(message, remedy);
  }

  /** @throws Unreadable */
  stop(message: string, remedy: string, code = "MODEL_SYNTAX", { start, end } = this.at()): never {
    throw new Unreadable({ start, end: Math.max(end, start + 1), code, message, remedy });
  }

  reportAt({ start, end }: Token): Report {
    return ({ code, message, remedy }) => this.#faults.push({ start, end, code, message, remedy });
  }
}
