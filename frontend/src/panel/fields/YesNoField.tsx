import { useId } from "react";
import type { Stated } from "../../types";
import { Field, type FieldProps } from "./Field";

const ANSWERS: [label: string, value: boolean | undefined][] = [
  ["Yes", true],
  ["No", false],
  ["Not stated", undefined],
];

/** Yes, no, or not stated: not stated is not no. */
export function YesNoField(props: FieldProps) {
  return (
    <Field {...props} isGroup>
      {() => <YesNo stated={props.stated} onStated={props.onStated} />}
    </Field>
  );
}

function YesNo({ stated, onStated }: { stated: Stated | undefined; onStated: FieldProps["onStated"] }) {
  const name = useId();
  return (
    <div className="sp-segments">
      {ANSWERS.map(([label, value]) => (
        <label key={label}>
          <input type="radio" name={name} checked={stated === value} onChange={() => onStated(value)} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
