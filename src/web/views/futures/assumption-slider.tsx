// One assumption on a slider: in the book's words, drawn from its interval until the hand sets it.

import { memo, useLayoutEffect, useRef } from "react";
import { Button, Label, Slider, SliderThumb, SliderTrack } from "react-aria-components";
import { figureOf } from "./assumption-figure.ts";
import { usePlace } from "../../app/place.ts";
import type { UsedAssumption } from "../../engine/prospect.ts";
import { intervalOn, placeOfValue, places, scaleOf, valueAtPlace } from "./slider-scale.ts";

interface AssumptionSliderProps {
  readonly assumption: UsedAssumption;
  /** Undefined: drawn. */
  readonly set: number | undefined;
  /** Whether the hand has it, so that its range must stay. */
  readonly move: (id: string, value: number) => void;
  readonly rest: (id: string, value: number | undefined) => void;
}

export const AssumptionSlider = memo(function AssumptionSlider({
  assumption,
  set,
  move,
  rest,
}: AssumptionSliderProps) {
  const { here } = usePlace();
  const { id, parameter, unit, central, written, reason, isDrawn } = assumption;
  const scale = scaleOf(assumption, set);
  const interval = intervalOn(scale, assumption);
  const drawn = isDrawn ? `drawn: ${written}` : `one value for all: ${figureOf(central, unit)}`;
  const words = set === undefined ? drawn : `set to ${figureOf(set, unit)}`;
  const input = useRef<HTMLInputElement>(null);
  // The thumb's place says nothing to those who hear it; its value does.
  useLayoutEffect(() => input.current?.setAttribute("aria-valuetext", words));
  return (
    <div className="assumption" data-changed={set !== undefined} data-assumption={id}>
      <Slider
        className="slider"
        minValue={0}
        maxValue={places}
        value={placeOfValue(scale, set ?? central)}
        onChange={(place) => move(id, valueAtPlace(scale, place))}
        onChangeEnd={(place) => rest(id, valueAtPlace(scale, place))}
      >
        <Label>{sentence(parameter)}</Label>
        <span className="slider-value">{words}</span>
        <SliderTrack className="slider-track">
          <span
            className="slider-interval"
            style={{ left: `${100 * interval.from}%`, width: `${100 * (interval.to - interval.from)}%` }}
          />
          <SliderThumb className="slider-thumb" inputRef={input} />
        </SliderTrack>
      </Slider>
      <p className="quiet slider-foot">
        <span>
          {figureOf(scale.least, unit)} to {figureOf(scale.most, unit)}
          {scale.isLog ? ", in logs" : ""}.
        </span>
        {reason !== null && <span> {reason}</span>} <a href={here({ open: id })}>{id}</a>
        {set !== undefined && (
          <Button
            className="button small"
            aria-label={`Take back: ${parameter}`}
            onPress={() => rest(id, undefined)}
          >
            Take back
          </Button>
        )}
      </p>
    </div>
  );
});

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
