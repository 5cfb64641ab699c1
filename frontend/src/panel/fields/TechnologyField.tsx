import { type KeyboardEvent, useId, useState } from "react";
import type { Component } from "../../types";
import { vocabulary } from "../../vocabulary";
import { commonProperty } from "../forms";
import { technologiesOf } from "../inherited";
import { findTechnology, suggested, technologyId } from "../technologies";
import { type Control, Field } from "./Field";

type Props = { component: Component; onChange: (ids: string[]) => void };
const PROPERTY = commonProperty("technology");
const find = (id: string) => findTechnology(id, vocabulary.technologies);
const nameOf = (id: string) => find(id)?.name ?? id;

/** The technologies of a component: chips, and an input that suggests those that fit its kind first. */
export function TechnologyField({ component, onChange }: Props) {
  const ids = technologiesOf(component);
  return (
    <Field
      property={PROPERTY}
      stated={component.technology}
      inherited={{ origin: "missing" }}
      onStated={() => onChange([])}
      isWide
      note={<Limits ids={ids} kind={component.kind} />}
    >
      {(control) => (
        <div className="sp-technologies">
          {ids.map((id) => (
            <span key={id} className="sp-chip">
              {nameOf(id)}
              <button type="button" aria-label={`Remove ${nameOf(id)}`} onClick={(event) => {
                  event.currentTarget.closest(".sp-technologies")?.querySelector("input")?.focus(); // this button goes with its chip
                  onChange(ids.filter((one) => one !== id));
                }}>
                ×
              </button>
            </span>
          ))}
          <Search control={control} kind={component.kind} taken={ids} onPick={(id) => onChange([...ids, id])} />
        </div>
      )}
    </Field>
  );
}

/** What a technology leaves undone, so that nobody takes its name for the work. */
function Limits({ ids, kind }: { ids: string[]; kind: string }) {
  return ids.map((id) => {
    const known = find(id);
    if (!known) return null;
    return (
      <div key={id} className="sp-help">
        {known.does_not && (
          <p>
            {known.name} does not by itself: {known.does_not.replace(/\.$/, "")}.
          </p>
        )}
        {!known.kinds.includes(kind) && <p>{known.name} is not usual for this kind of box.</p>}
      </div>
    );
  });
}

type SearchProps = { control: Control; kind: string; taken: string[]; onPick: (id: string) => void };

function Search({ control, kind, taken, onPick }: SearchProps) {
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useId();
  const options = isOpen ? suggested(typed, kind, taken, vocabulary.technologies) : [];
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const pick = (id: string) => {
    if (id !== "" && !taken.includes(id)) onPick(id);
    setTyped("");
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((old) => (options.length === 0 ? -1 : (old + step + options.length) % options.length));
    } else if (event.key === "Enter" && (typed.trim() !== "" || active >= 0)) {
      event.preventDefault();
      pick(options[active]?.id ?? technologyId(typed, vocabulary.technologies));
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="sp-search">
      <input
        {...control}
        className="sp-input"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={list}
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        placeholder={taken.length > 0 ? "Add another" : "From the catalogue, or free text"}
        value={typed}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onBlur={() => pick(technologyId(typed, vocabulary.technologies))}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label="Technologies" hidden={options.length === 0}>
        {options.map((option, index) => (
          <li
            key={option.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            // before the input loses the cursor, which would take the typed text
            onMouseDown={(event) => {
              event.preventDefault();
              pick(option.id);
            }}
          >
            {option.name}
            {!option.fits && <span className="sp-quiet-text"> other kinds</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
