import { memo } from "react";
import { iconOf, tokens } from "../tokens";

/** The outline of a component kind (or of "zone", "note"). */
export const Icon = memo(function Icon({ kind, size = tokens.box.icon }: { kind: string; size?: number }) {
  const { viewBox, paths } = iconOf(kind);
  return (
    <svg className="sk-icon" width={size} height={size} viewBox={viewBox} aria-hidden="true">
      {paths.map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
});
