import { type ReactNode, useEffect, useId, useState } from "react";

type Props = { title: string; children: ReactNode; open?: boolean; reveal?: boolean };

/** A section that is folded away until asked for; `reveal` turning true opens it. Its content is rendered only when open. */
export function Fold({ title, children, open = false, reveal = false }: Props) {
  const [isOpen, setOpen] = useState(open || reveal);
  const id = useId();
  useEffect(() => {
    if (reveal) setOpen(true);
  }, [reveal]);
  return (
    <section className="sp-fold">
      <h3>
        <button type="button" className="sp-fold-head" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          <Chevron /> {title}
        </button>
      </h3>
      <div id={id}>{isOpen && children}</div>
    </section>
  );
}

export function Chevron() {
  return (
    <svg className="sp-chevron" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
