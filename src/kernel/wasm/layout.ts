// Where everything stands in the memory of a compiled program. A lane is one path; a slot holds one number of each
// of the 32 paths that are worked on together, so that all that a period needs stays in the cache.

import type { Program } from "../program.ts";

/** Paths that are worked on together. */
export const lanes = 32;
/** Paths whose outputs are held before they are handed on: few, so that they stay in the cache. */
export const heldPaths = 128;
export const slotBytes = lanes * 8;
/**
 * From a cell of the held outputs to the next: a line of the cache more than its paths, so that the cells that a
 * period writes do not fall into the same few places of the cache.
 */
export const cellBytes = heldPaths * 8 + 64;

export interface Layout {
  /** (N + 1) rows of given numbers. */
  readonly given: number;
  readonly givenRow: number;
  /** 20 words: the keys of the ten rounds of Philox. */
  readonly keys: number;
  /** 16 bytes each: the sign bits of opposite normals, the mask of opposite uniforms. */
  readonly signs: number;
  readonly mask: number;
  /** How far path numbers are shifted to the right: 1 where two paths share their numbers. */
  readonly shift: number;
  /** Slots. */
  readonly failed: number;
  readonly once: number;
  readonly past: number;
  readonly now: number;
  readonly draws: number;
  readonly setupDraws: number;
  /** Draws that are made outside: for each period and each draw, a slot. */
  readonly brought: number;
  readonly broughtRow: number;
  readonly places: number;
  /** A slot that is written and never read. */
  readonly spare: number;
  /** The outputs of a period, in order: what goes out is copied from here. */
  readonly shown: number;
  /** How far it all goes; a memory of its own has held outputs after it, cell after cell, and the marks of failed paths. */
  readonly bytes: number;
}

/** What of an engine's own memory is used, with the outputs that it holds. */
export function ownBytes(program: Program, { bytes }: Layout): number {
  return bytes + program.outputs.length * (program.periods + 1) * cellBytes + 8 * heldPaths;
}

/** @param places slots that values need between pieces of code */
export function layoutOf(program: Program, places: number, brought: number): Layout {
  let next = 0;
  const take = (bytes: number): number => {
    const at = next;
    next = Math.ceil((next + bytes) / slotBytes) * slotBytes;
    return at;
  };
  const slots = (count: number): number => take(count * slotBytes);
  const layout = {
    given: take(program.givenDefault.length * 8),
    givenRow: program.given.length * 8,
    keys: take(80),
    signs: take(16),
    mask: take(16),
    shift: take(4),
    failed: slots(1),
    once: slots(program.once.length),
    past: slots(program.states.length),
    now: slots(program.states.length),
    draws: slots(program.draws.length),
    setupDraws: slots(program.setupDraws.length),
    brought: slots(brought * (program.periods + 1)),
    broughtRow: brought * slotBytes,
    places: slots(places),
    spare: slots(1),
    shown: slots(program.outputs.length),
  };
  return { ...layout, bytes: next };
}
