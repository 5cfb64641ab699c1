import { useMemo } from "react";
import type { Finding, Property, Stated } from "../types";
import { vocabulary } from "../vocabulary";
import { askedAndEmpty, isAsked, MATURITIES, maturityOf, sections } from "./briefSections";
import { CompactFindings } from "./CompactFindings";
import { FormAnchor, usePanel } from "./context";
import { LinesField } from "./fields/LinesField";
import { PlainSelect } from "./fields/Plain";
import { PropertyField } from "./fields/PropertyField";
import { count } from "./format";
import { assumed } from "./inherited";

const SECTIONS = sections(vocabulary.brief);
const MATURITY = vocabulary.brief.find((one) => one.name === "maturity");

/** The brief: what the system is for, and what is asked of it. */
export function BriefTab() {
  const { store, open } = usePanel();
  const { brief } = store.design;
  const maturity = maturityOf(brief, vocabulary.brief);
  const findings = useMemo(() => briefFindings(store.data?.findings ?? []), [store.data]);
  const empty = askedAndEmpty(brief, vocabulary.brief);
  const set = (field: string, value: Stated | undefined) => store.push({ op: "set_brief", values: { [field]: value ?? null } });
  return (
    <FormAnchor value="brief">
      <div className="sp-form">
        <PlainSelect label="Maturity" name="maturity" value={maturity} help={MATURITY?.meaning} onPick={(value) => set("maturity", value)}>
          {MATURITIES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </PlainSelect>
        <Asked empty={empty} maturity={maturity} onNext={(field) => open("brief", field)} />
        <CompactFindings findings={findings} />
        {SECTIONS.map((section) => (
          <section key={section.title} className="sp-section">
            <h3>{section.title}</h3>
            {section.properties.map((property) => (
              <BriefField
                key={property.name}
                property={property}
                stated={brief[property.name]}
                isAsked={isAsked(property, maturity)}
                onStated={(value) => set(property.name, value)}
              />
            ))}
          </section>
        ))}
      </div>
    </FormAnchor>
  );
}

const briefFindings = (findings: Finding[]) =>
  findings.filter((one) => one.status === "open" && (one.anchor === "brief" || one.anchor.startsWith("brief.")));

type AskedProps = { empty: Property[]; maturity: string; onNext: (field: string) => void };

function Asked({ empty, maturity, onNext }: AskedProps) {
  if (empty.length === 0) return <p className="sp-quiet-text">Everything that is asked at {maturity} is stated.</p>;
  return (
    <p className="sp-asked-line">
      {count(empty.length, "field")} asked at {maturity} {empty.length === 1 ? "is" : "are"} empty.{" "}
      <button type="button" className="sp-link" onClick={() => onNext(empty[0]!.name)}>
        Go to {empty[0]!.label.toLowerCase()}
      </button>
    </p>
  );
}

type FieldProps = { property: Property; stated: Stated | undefined; isAsked: boolean; onStated: (value: Stated | undefined) => void };

function BriefField({ property, stated, isAsked, onStated }: FieldProps) {
  const Fitting = property.type === "list" ? LinesField : PropertyField;
  const mark = isAsked && <span className="sp-asked">asked at {property.maturity}</span>;
  return <Fitting property={property} stated={stated} inherited={assumed(property)} onStated={onStated} mark={mark} />;
}
