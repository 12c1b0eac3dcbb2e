// A year under the hand: a slider, a step back and on, and a way to let the years pass.

import { useEffect, useState } from "react";
import { Button, Label, Slider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components";
import "./year-slider.css";

interface YearSliderProps {
  readonly first: number;
  readonly last: number;
  readonly year: number;
  readonly onYear: (year: number, how: "push" | "replace") => void;
}

/** How long a year stays while they pass. */
const stay = 1100;

export function YearSlider({ first, last, year, onYear }: YearSliderProps) {
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    if (year >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onYear(year + 1, "replace"), stay);
    return () => clearTimeout(timer);
    // `onYear` is made anew with every drawing and does the same.
  }, [isPlaying, year, last]);
  const step = (to: number): void => {
    setPlaying(false);
    onYear(Math.min(last, Math.max(first, to)), "push");
  };
  return (
    <div className="year-slider">
      <Slider
        className="slider"
        minValue={first}
        maxValue={last}
        value={year}
        onChange={(value) => {
          setPlaying(false);
          onYear(value, "replace");
        }}
        formatOptions={{ useGrouping: false }}
      >
        <div className="slider-head">
          <Label>Year</Label>
          <SliderOutput className="slider-value" />
        </div>
        <SliderTrack className="slider-track">
          <SliderThumb className="slider-thumb" />
        </SliderTrack>
        <div className="slider-ends quiet" aria-hidden="true">
          <span>{first}</span>
          <span>{last}</span>
        </div>
      </Slider>
      <div className="year-steps">
        <Button
          className="button"
          aria-label="A year back"
          isDisabled={year <= first}
          onPress={() => step(year - 1)}
        >
          ‹
        </Button>
        <Button
          className="button"
          aria-label="A year on"
          isDisabled={year >= last}
          onPress={() => step(year + 1)}
        >
          ›
        </Button>
        {/* Those who want no motion step by themselves. */}
        {!wantsNoMotion() && (
          <Button
            className="button"
            onPress={() => {
              if (!isPlaying && year >= last) onYear(first, "replace");
              setPlaying(!isPlaying);
            }}
          >
            {isPlaying ? "Stop" : "Play"}
          </Button>
        )}
      </div>
    </div>
  );
}

function wantsNoMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
