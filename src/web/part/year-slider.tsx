// A year under the hand: a slider, a step back and on, and a way to let the years pass.

import { Button, Label, Slider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components";
import { usePlaying } from "./playing.ts";
import "./year-slider.css";

interface YearSliderProps {
  readonly first: number;
  readonly last: number;
  readonly year: number;
  readonly onYear: (year: number, how: "push" | "replace") => void;
}

export function YearSlider({ first, last, year, onYear }: YearSliderProps) {
  const { isPlaying, stop, toggle } = usePlaying({
    first,
    last,
    at: year,
    onAt: (to) => onYear(to, "replace"),
  });
  const step = (to: number): void => {
    stop();
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
          stop();
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
        {toggle && (
          <Button className="button" onPress={toggle}>
            {isPlaying ? "Stop" : "Play"}
          </Button>
        )}
      </div>
    </div>
  );
}
