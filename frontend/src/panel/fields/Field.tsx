import { type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import type { Property, Stated } from "../../types";
import { FormAnchor, usePanel } from "../context";
import { joined, origin, shown } from "../format";
import type { Inherited } from "../inherited";

/** One property of one element, as a field needs it. `onStated` with undefined takes the stated value away. */
export type FieldProps = {
  property: Property;
  stated: Stated | undefined;
  inherited: Inherited;
  onStated: (value: Stated | undefined) => void;
  mark?: ReactNode;
};

/** What a control must carry, so that its label, its help and its errors are read with it. */
export type Control = { id: string; "aria-describedby": string; "aria-invalid": boolean };

type Props = FieldProps & {
  problem?: string;
  note?: ReactNode;
  /** The control itself shows the inherited value, greyed. */
  showsInherited?: boolean;
  /** Under its label rather than beside it. */
  isWide?: boolean;
  /** Several controls under one name: the frame is a group, and `control` goes to none of them. */
  isGroup?: boolean;
  children: (control: Control) => ReactNode;
};

/** The frame of every field: label, unit, help, origin of an inherited value, error, and the way back to "not stated". */
export function Field(props: Props) {
  const { property, stated, inherited, onStated, mark, problem = "", note, showsInherited, isWide, isGroup, children } = props;
  const id = useId();
  const [isHelped, setHelped] = useState(false);
  const frame = useWanted(property.name);
  const label = (
    <>
      {property.label}
      {hasUnit(property) && <span className="sp-unit"> {property.unit}</span>}
    </>
  );
  const group = isGroup ? { role: "group", "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-about` } : {};
  return (
    <div ref={frame} className={isWide ? "sp-field sp-wide" : "sp-field"} {...group}>
      <div className="sp-field-head">
        <div className="sp-label" title={property.meaning}>
          {isGroup ? <span id={`${id}-label`}>{label}</span> : <label htmlFor={id}>{label}</label>}
          {mark}
        </div>
        {property.meaning && (
          <button
            type="button"
            className="sp-icon"
            aria-label={`What ${property.label} means`}
            aria-expanded={isHelped}
            aria-controls={`${id}-help`}
            onClick={() => setHelped(!isHelped)}
          >
            i
          </button>
        )}
        {stated !== undefined && (
          <button
            type="button"
            className="sp-icon"
            aria-label={`Clear ${property.label}`}
            title="Back to not stated"
            onClick={() => {
              focusIn(frame.current); // this button goes with the value
              onStated(undefined);
            }}
          >
            ×
          </button>
        )}
      </div>
      <div className="sp-field-body">
        {children({ id, "aria-describedby": `${id}-about`, "aria-invalid": problem !== "" })}
        <div id={`${id}-about`}>
          {problem && <p className="sp-problem">{problem}</p>}
          {stated === undefined && origin(inherited) !== "" && <p className="sp-origin">{joined([showsInherited ? "" : shown(inherited.value), origin(inherited)])}</p>}
          {note}
          <p id={`${id}-help`} className="sp-help" hidden={!isHelped}>
            {property.meaning}
          </p>
        </div>
      </div>
    </div>
  );
}

const EXAMPLES = new Set(["duration", "quantity", "text", "long_text"]);
/** What people write brings its own unit: there the vocabulary's is an example. */
export const hasUnit = ({ type, unit }: Property): boolean => Boolean(unit) && !EXAMPLES.has(type);

function focusIn(field: HTMLElement | null): void {
  field?.querySelector<HTMLElement>(".sp-field-body :is(input, select, textarea)")?.focus();
}

/** Takes the cursor when this field of this element was asked for. */
export function useWanted(property: string) {
  const { wanted, arrived } = usePanel();
  const anchor = useContext(FormAnchor);
  const frame = useRef<HTMLDivElement>(null);
  const isWanted = wanted !== null && wanted.property === property && wanted.anchor === anchor;
  useEffect(() => {
    if (!isWanted) return;
    focusIn(frame.current);
    arrived();
  }, [isWanted, arrived]);
  return frame;
}
