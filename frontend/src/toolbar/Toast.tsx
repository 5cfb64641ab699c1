import { useEffect, useState } from "react";
import { useSelected } from "../useStore";

/** Long enough to read twice. */
const readingTime = (text: string): number => Math.max(6_000, text.length * 120);

/** Python's notice, shown once for each number. It stays while the pointer or the focus is on it. */
export function Toast() {
  const notice = useSelected((s) => s.data?.notice ?? null);
  const [seen, setSeen] = useState(0);
  const [held, setHeld] = useState(false);
  const shown = notice && notice.n > seen ? notice : null;
  const n = shown?.n ?? 0;
  const text = shown?.text ?? "";
  useEffect(() => {
    if (!n || held) return;
    const timer = setTimeout(() => setSeen(n), readingTime(text));
    return () => clearTimeout(timer);
  }, [n, text, held]);
  return (
    <div className="sk-toasts" aria-live="polite" role={shown?.level === "error" ? "alert" : "status"}>
      {shown && (
        <div className="sk-toast" data-level={shown.level} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
          <p>{shown.text}</p>
          <button className="sk-tool" aria-label="Dismiss" title="Dismiss" onClick={() => setSeen(shown.n)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>×</button>
        </div>
      )}
    </div>
  );
}
