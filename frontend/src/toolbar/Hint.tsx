import { useEffect, useState } from "react";
import { useSelected } from "../useStore";

const READ = 3_000;

/** Why nothing happened, for a moment. Screen readers hear it by the announcer. */
export function Hint() {
  const hinted = useSelected((s) => s.hinted);
  const [seen, setSeen] = useState(0);
  const n = hinted?.n ?? 0;
  useEffect(() => {
    const timer = setTimeout(() => setSeen(n), READ);
    return () => clearTimeout(timer);
  }, [n]);
  return n > seen ? <div className="sk-hint" aria-hidden="true">{hinted!.text}</div> : null;
}
