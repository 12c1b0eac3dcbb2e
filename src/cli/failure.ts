// Errors as users see them: what is wrong, where, what to do next, and the exit code.

import { CommanderError } from "commander";
import { type Fault, RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";

/** Faults with place, excerpt and remedy. */
export function faultsText(faults: readonly Fault[]): string {
  const shown = faults.map((fault) => {
    const at = fault.line === undefined ? "" : `:${fault.line}:${fault.column}`;
    const place = fault.file === undefined ? "" : ` ${fault.file}${at}`;
    const gutter = `${fault.line ?? ""}`.length;
    const excerpt =
      fault.excerpt === undefined
        ? []
        : [
            `  ${fault.line} | ${fault.excerpt}`,
            `  ${" ".repeat(gutter)} | ${" ".repeat(Math.max(0, (fault.mark ?? 1) - 1))}${"^".repeat(Math.max(1, Math.min(fault.width ?? 1, 60)))}`,
          ];
    return [`error ${fault.code}${place}`, ...excerpt, `${fault.message} ${fault.remedy}`].join("\n");
  });
  return `${shown.join("\n\n")}\n\n${faults.length === 1 ? "1 fault" : `${faults.length} faults`}.\n`;
}

/** A fault as other programs get it. */
export function plainFault({ code, file, line, column, message, remedy }: Fault) {
  return { code, file, line, column, message, remedy };
}

/** Whether the command line asks for JSON, also where it cannot be read otherwise. */
export function wantsJson(argv: readonly string[]): boolean {
  return (
    argv.includes("--json") || argv.includes("--format=json") || argv[argv.indexOf("--format") + 1] === "json"
  );
}

/** Any error as one that the user can act on; what is none of theirs is our bug. */
export function asUserError(
  error: unknown,
  program: {
    commands: readonly {
      name(): string;
      options: readonly { long?: string | null }[];
      commands: readonly unknown[];
    }[];
  },
  argv: readonly string[],
): RoundtripError {
  if (error instanceof RoundtripError) return error;
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /u, "").replace(/\n[^]*$/u, "");
    const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith(".") ? "" : "."}`;
    return new RoundtripError("USAGE", sentence, {
      exit: exitCode.usage,
      remedy: usageRemedy(message, program, argv),
    });
  }
  const { message, stack } = error as Error;
  return new RoundtripError("BUG", `This is a bug of roundtrip: ${message}`, {
    exit: exitCode.bug,
    remedy: `Please report it with this:\n${stack ?? ""}`,
  });
}

function usageRemedy(
  message: string,
  program: Parameters<typeof asUserError>[1],
  argv: readonly string[],
): string {
  const word = /'([^']+)'/u.exec(message)?.[1]?.replace(/=.*$/u, "") ?? "";
  const subcommands = program.commands.find((command) => command.name() === argv[0])?.commands as
    typeof program.commands | undefined;
  const help = [argv[0] ?? "", ...(subcommands && subcommands.length > 0 ? [argv[1] ?? ""] : [])]
    .join(" ")
    .trim();
  if (/unknown option/u.test(message)) {
    if (argv[0]?.startsWith("-"))
      return "Write the command first, then its options: `roundtrip report --json`.";
    // Options of the command itself: one that only others have was not meant.
    const own = (subcommands ?? []).find((command) => command.name() === argv[1]);
    const named = (own ? [own] : [...program.commands, ...(subcommands ?? [])]).flatMap((command) =>
      command.options.map((option) => option.long ?? ""),
    );
    return didYouMean(word, [...new Set(named)]) || `\`roundtrip ${help} --help\` lists the options.`;
  }
  if (/unknown command/u.test(message)) {
    const names = (
      subcommands && subcommands.length > 0 && argv[0] !== word ? subcommands : program.commands
    ).map((command) => command.name());
    return didYouMean(word, names) || `Use one of: ${names.join(", ")}.`;
  }
  if (/too many arguments for 'stress'/u.test(message))
    return "Name a scenario with --scenario, such as --scenario funding-winter@2027Q1.";
  if (/too many arguments|missing required|required option|is invalid/u.test(message))
    return `\`roundtrip ${help} --help\` shows how it is used.`;
  return "`roundtrip --help` shows how it is used.";
}

/** One error: an object on stdout under --json, prose on stderr always. */
export function fail(error: RoundtripError, json: boolean): number {
  if (json) {
    const { file, line, column } = error.faults[0] ?? {};
    const place = file === undefined ? {} : { file, line, column };
    const faults = error.faults.length === 0 ? {} : { faults: error.faults.map(plainFault) };
    process.stdout.write(
      `${JSON.stringify({ error: { code: error.code, message: error.message, remedy: error.remedy, ...place, ...faults } }, null, 2)}\n`,
    );
  }
  process.stderr.write(
    error.faults.length > 0
      ? faultsText(error.faults)
      : `error ${error.code}\n${error.message}${error.remedy ? ` ${error.remedy}` : ""}\n`,
  );
  return error.exit;
}
