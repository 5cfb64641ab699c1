import { words } from "../forms";
import { Field, type FieldProps } from "./Field";

/** Any of the property's choices; with none of them ticked it is not stated. */
export function SetField(props: FieldProps) {
  const { property, stated, onStated } = props;
  const chosen = Array.isArray(stated) ? stated.map(String) : [];
  const choices = [...new Set([...(property.choices ?? []), ...chosen])];
  const flip = (choice: string) => {
    const next = choices.filter((one) => (one === choice ? !chosen.includes(one) : chosen.includes(one)));
    onStated(next.length > 0 ? next : undefined);
  };
  return (
    <Field {...props} isWide isGroup>
      {() => (
        <div className="sp-checks">
          {choices.map((choice) => (
            <label key={choice}>
              <input type="checkbox" checked={chosen.includes(choice)} onChange={() => flip(choice)} />
              {words(choice)}
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}
