"use client";

import type { ReactNode } from "react";
import type { ValueShape } from "@/lib/conditions/qualifiers";
import { DateRange, OneDate, OneMoment } from "./date-inputs";
import { ManyNumbers, NumberRange, OneNumber } from "./number-inputs";
import { ManyOptions, OneOption } from "./option-inputs";
import { ManyTexts, OneText } from "./text-inputs";
import type { ValueInputProps } from "./value-input-props";

/** Takes a value of the shape that the qualifier wants. Nothing for qualifiers without one. */
export function ValueInput(props: ValueInputProps) {
  return inputs[props.shape](props);
}

type Input = (props: ValueInputProps) => ReactNode;

const inputs = {
  none: () => null,
  text: (props) => <OneText {...props} />,
  texts: (props) => <ManyTexts {...props} />,
  number: (props) => <OneNumber {...props} />,
  numbers: (props) => <ManyNumbers {...props} />,
  range: (props) => <NumberRange {...props} />,
  date: (props) => <OneDate {...props} />,
  dates: (props) => <DateRange {...props} />,
  days: (props) => <OneNumber {...props} unit="days" />,
  moment: (props) => <OneMoment {...props} />,
  choice: (props) =>
    props.field.options ? <OneOption {...props} options={props.field.options} /> : <OneText {...props} />,
  choices: (props) =>
    props.field.options ? <ManyOptions {...props} options={props.field.options} /> : <ManyTexts {...props} />,
} satisfies Record<ValueShape, Input>;
