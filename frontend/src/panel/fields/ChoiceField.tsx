import { words } from "../forms";
import { Field, type FieldProps } from "./Field";

/** One of the property's choices, or not stated. */
export function ChoiceField(props: FieldProps) {
  const { property, stated, onStated } = props;
  const choices = property.choices ?? [];
  const value = stated === undefined ? "" : String(stated);
  return (
    <Field {...props}>
      {(control) => (
        <select
          {...control}
          className={value === "" ? "sp-input sp-unstated" : "sp-input"}
          value={value}
          onChange={(event) => onStated(event.target.value === "" ? undefined : event.target.value)}
        >
          <option value="">not stated</option>
          {value !== "" && !choices.includes(value) && <option value={value}>{value}</option>}
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {words(choice)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
