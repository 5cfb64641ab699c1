import type { ComponentType } from "react";
import type { PropertyType } from "../../types";
import { ChoiceField } from "./ChoiceField";
import type { FieldProps } from "./Field";
import { HarmField } from "./HarmField";
import { MetricField } from "./MetricField";
import { SetField } from "./SetField";
import { StakeholdersField } from "./StakeholdersField";
import { TextField } from "./TextField";
import { YesNoField } from "./YesNoField";

const FIELDS: Partial<Record<PropertyType, ComponentType<FieldProps>>> = {
  bool: YesNoField,
  choice: ChoiceField,
  set: SetField,
  metric: MetricField,
  harm: HarmField,
  stakeholders: StakeholdersField,
};

/** The field that fits the property's type; text for all that have no control of their own. Only a change is sent. */
export function PropertyField(props: FieldProps) {
  const Fitting = FIELDS[props.property.type] ?? TextField;
  const onStated: FieldProps["onStated"] = (value) => {
    if (JSON.stringify(value) !== JSON.stringify(props.stated)) props.onStated(value);
  };
  return <Fitting {...props} onStated={onStated} />;
}
