// Counts of values in bins that are the same for everybody, so that histograms of parts of a run add up exactly.
// A bin holds the doubles of one sign, one exponent and the same first ten bits of the fraction.

import { quantilesBy, rankPlan } from "./quantile.ts";
import { refuseWrong } from "./shard-error.ts";
import { type Cell, refuseUnequal } from "./valid.ts";

const pageBins = 1024; // of one sign and exponent
const pagesMax = 4096;
const halfPlaces = (pagesMax * pageBins) / 2;
const zeroPlace = halfPlaces - 0.5; // between the places of negative and positive values

/**
 * How far a value told by a histogram may be from the true one, as a share of it: the width of a bin, 2^−10.
 *
 * It holds for every order statistic of at least 2^−1022 in size; below, a bin is 2^−1032 wide. Zero, the least and
 * the most are exact. A quantile between two order statistics is off by at most this share of the larger of the two.
 */
export const binWidth = 2 ** -10;

/** Counts by bin. It grows as values are added; where none of an exponent came, nothing is kept of it. */
export interface Histogram {
  /** Values counted. */
  total: number;
  zeros: number;
  /** Of the values counted; infinite and the wrong way round before the first. */
  least: number;
  most: number;
  /**
   * 4,096, by sign and exponent from the most negative up: which 1,024 of the counts are theirs, k for those
   * from 1024 (k − 1) on, 0 for none.
   */
  readonly page: Uint16Array;
  pages: number;
  counts: Uint32Array;
}

/** What a file keeps of a histogram. */
export interface HistogramRecord {
  readonly zeros: number;
  /** null where it is empty. */
  readonly least: number | null;
  readonly most: number | null;
  /** Bins that are not empty, ascending, and their counts. */
  readonly bins: readonly number[];
  readonly counts: readonly number[];
}

export function emptyHistogram(): Histogram {
  return {
    total: 0,
    zeros: 0,
    least: Infinity,
    most: -Infinity,
    page: new Uint16Array(pagesMax),
    pages: 0,
    counts: new Uint32Array(2 * pageBins),
  };
}

/**
 * Counts the values of the paths that did not fail.
 *
 * @throws RangeError when one of them is NaN or infinite
 */
export function countValues(histogram: Histogram, { values, failed }: Cell): void {
  refuseUnequal(values, failed);
  const bits = new DataView(new ArrayBuffer(8));
  let { total, zeros, least, most } = histogram;
  for (let path = 0; path < values.length; path++) {
    if (failed[path] !== 0) continue;
    const x = values[path]! + 0; // no negative zero
    if (x - x !== 0) throw new RangeError(`Path ${path} is ${x}, and did not fail.`);
    if (x < least) least = x;
    if (x > most) most = x;
    total++;
    if (x === 0) {
      zeros++;
      continue;
    }
    bits.setFloat64(0, x);
    addTo(histogram, placeOf(bits.getUint32(0) >>> 10), 1);
  }
  Object.assign(histogram, { total, zeros, least, most });
}

/** The place in ascending order of a double's first 22 bits: sign, exponent, and ten bits of the fraction. */
function placeOf(top: number): number {
  return top < halfPlaces ? halfPlaces + top : 2 * halfPlaces - 1 - top;
}

function addTo(histogram: Histogram, place: number, count: number): void {
  const page = histogram.page[place >>> 10]! || newPage(histogram, place >>> 10);
  histogram.counts[(page - 1) * pageBins + (place & (pageBins - 1))]! += count;
}

function newPage(histogram: Histogram, at: number): number {
  histogram.page[at] = ++histogram.pages;
  if (histogram.pages * pageBins > histogram.counts.length) {
    const grown = new Uint32Array(2 * histogram.counts.length);
    grown.set(histogram.counts);
    histogram.counts = grown;
  }
  return histogram.pages;
}

/** Adds the counts of another: exact, in any order. A run has fewer than 2^32 paths, so no count overflows. */
export function addHistogram(histogram: Histogram, other: Histogram): void {
  forEachBin(other, (place, count) => addTo(histogram, place, count));
  histogram.total += other.total;
  histogram.zeros += other.zeros;
  histogram.least = Math.min(histogram.least, other.least);
  histogram.most = Math.max(histogram.most, other.most);
}

/** Bins that are not empty, ascending, zero left out. */
function forEachBin(histogram: Histogram, visit: (place: number, count: number) => void): void {
  for (let at = 0; at < pagesMax; at++) {
    const page = histogram.page[at]!;
    if (page === 0) continue;
    for (let k = 0; k < pageBins; k++) {
      const count = histogram.counts[(page - 1) * pageBins + k]!;
      if (count !== 0) visit(at * pageBins + k, count);
    }
  }
}

/**
 * Quantiles from the counts, each order statistic within `binWidth` of the true one.
 *
 * @throws RangeError where it is empty, and for what is no probability
 */
export function histogramQuantiles(histogram: Histogram, probabilities: readonly number[]): Float64Array {
  return quantilesBy(rankPlan(histogram.total, probabilities), (ranks) => statisticsIn(histogram, ranks));
}

/** Values of a bin are taken to lie evenly in it. */
function statisticsIn(histogram: Histogram, ranks: readonly number[]): Float64Array {
  const { total, zeros, least, most } = histogram;
  const found = new Float64Array(ranks.length);
  let below = 0;
  let j = 0;
  const pass = (count: number, place: number): void => {
    for (; j < ranks.length && ranks[j]! < below + count; j++) {
      const [low, high] = place === zeroPlace ? [0, 0] : edgesOf(place);
      const x = low + (high - low) * ((ranks[j]! - below + 0.5) / count);
      found[j] = ranks[j] === 0 ? least : ranks[j] === total - 1 ? most : Math.min(Math.max(x, least), most);
    }
    below += count;
  };
  let isZeroPassed = false;
  forEachBin(histogram, (place, count) => {
    if (place >= halfPlaces && !isZeroPassed) {
      isZeroPassed = true;
      pass(zeros, zeroPlace);
    }
    pass(count, place);
  });
  if (!isZeroPassed) pass(zeros, zeroPlace);
  return found;
}

/** From where to where a bin goes, the lower end first. */
function edgesOf(place: number): [low: number, high: number] {
  if (place < halfPlaces) {
    const [low, high] = edgesOf(2 * halfPlaces - 1 - place);
    return [-high, -low];
  }
  const bits = new DataView(new ArrayBuffer(8));
  const edge = (top: number): number => {
    bits.setUint32(0, top << 10);
    return bits.getFloat64(0);
  };
  const top = place - halfPlaces;
  return [edge(top), Math.min(edge(top + 1), Number.MAX_VALUE)];
}

export function histogramRecord(histogram: Histogram): HistogramRecord {
  const bins: number[] = [];
  const counts: number[] = [];
  forEachBin(histogram, (place, count) => {
    bins.push(place);
    counts.push(count);
  });
  const { total, zeros, least, most } = histogram;
  return { zeros, least: total > 0 ? least : null, most: total > 0 ? most : null, bins, counts };
}

/** The histogram that a record was made of. @throws SHARD_WRONG when the record cannot be one */
export function histogramOf({ zeros, least, most, bins, counts }: HistogramRecord): Histogram {
  const histogram = emptyHistogram();
  if (bins.length !== counts.length) {
    refuseWrong(`a histogram of ${bins.length} bins and ${counts.length} counts`);
  }
  if (!isCount(zeros)) refuseWrong(`a histogram with ${zeros} zeros`);
  bins.forEach((place, k) => {
    const isFinite = place >= pageBins && place < 2 * halfPlaces - pageBins;
    const isBin = isCount(place) && isFinite && (k === 0 || place > bins[k - 1]!);
    if (!isBin) refuseWrong(`a histogram with bin ${place} in place ${k}`);
    if (!isCount(counts[k]!) || counts[k] === 0) {
      refuseWrong(`a histogram that counts ${counts[k]} in bin ${place}`);
    }
    addTo(histogram, place, counts[k]!);
  });
  histogram.zeros = zeros;
  histogram.total = counts.reduce((sum, count) => sum + count, zeros);
  if (histogram.total === 0) return histogram;
  if (!Number.isFinite(least) || !Number.isFinite(most) || least! > most!) {
    refuseWrong(`a histogram of values from ${least} to ${most}`);
  }
  return Object.assign(histogram, { least, most });
}

function isCount(x: number): boolean {
  return Number.isInteger(x) && x >= 0 && x < 2 ** 32;
}
