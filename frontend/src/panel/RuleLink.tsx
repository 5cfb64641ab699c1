import type { ReactNode } from "react";
import type { Finding } from "../types";

type Props = { rule: Pick<Finding, "code" | "name">; className?: string; children?: ReactNode };

/** To the page of a rule, in a new tab: the drawing stays where it is. The address is relative, for an app
 *  that is served below another path. */
export function RuleLink({ rule: { code, name }, className, children = code }: Props) {
  const about = `${code} ${name.replaceAll("-", " ")}`;
  const spoken = typeof children === "string" && children !== code ? children : "About the rule";
  return (
    <a
      className={className}
      href={`?rule=${encodeURIComponent(code)}`}
      target="_blank"
      rel="noopener"
      title={about}
      aria-label={`${spoken}: ${about} (new tab)`}
    >
      {children}
    </a>
  );
}
