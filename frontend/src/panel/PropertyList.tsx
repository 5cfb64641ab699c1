import type { Property, Stated } from "../types";
import { usePanel } from "./context";
import { PropertyField } from "./fields/PropertyField";
import { Fold } from "./Fold";
import { statedCount } from "./forms";
import type { Inherited } from "./inherited";

type Props = {
  properties: Property[];
  element: Record<string, Stated | undefined>;
  inherited: (property: Property) => Inherited;
  onStated: (property: string, value: Stated | undefined) => void;
};

export function PropertyList({ properties, element, inherited, onStated }: Props) {
  return properties.map((property) => (
    <PropertyField
      key={property.name}
      property={property}
      stated={element[property.name]}
      inherited={inherited(property)}
      onStated={(value) => onStated(property.name, value)}
    />
  ));
}

/** The same, folded away; it opens when one of its fields is asked for. */
export function MoreProperties(props: Props) {
  const { wanted } = usePanel();
  if (props.properties.length === 0) return null;
  const stated = statedCount(props.properties, props.element);
  return (
    <Fold
      title={`More (${props.properties.length}${stated > 0 ? `, ${stated} stated` : ""})`}
      reveal={props.properties.some((one) => one.name === wanted?.property)}
    >
      <PropertyList {...props} />
    </Fold>
  );
}
