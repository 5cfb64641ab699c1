import { useSelected } from "../useStore";

/** Says that the server is away, and that drawing goes on. */
export function OfflineBanner() {
  const away = useSelected((s) => s.status().offline);
  const pending = useSelected((s) => s.status().pending);
  return <div role="alert">{away && <p className="sk-offline">No connection to the server. {kept(pending)}</p>}</div>;
}

function kept(pending: number): string {
  if (!pending) return "Drawing goes on; what you draw is sent when it is back.";
  const changes = pending === 1 ? "1 change is" : `${pending} changes are`;
  return `Drawing goes on; ${changes} kept in this tab and sent when it is back. Do not close it.`;
}
