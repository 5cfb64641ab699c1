// Outlines of the tool buttons, on a grid of 24 with a stroke of 2.
const PATHS = {
  undo: "M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11",
  redo: "m15 14 5-5-5-5M20 9H9.5a5.5 5.5 0 0 0 0 11H13",
  add: "M12 5v14M5 12h14",
  arrange: "M4 4h6v6H4zM14 14h6v6h-6zM14 4h6v6h-6zM10 7h4M17 10v4",
  fit: "M8 3H5a2 2 0 0 0-2 2v3M21 8V5a2 2 0 0 0-2-2h-3M16 21h3a2 2 0 0 0 2-2v-3M3 16v3a2 2 0 0 0 2 2h3",
  fitSelection: "M8 3H5a2 2 0 0 0-2 2v3M21 8V5a2 2 0 0 0-2-2h-3M16 21h3a2 2 0 0 0 2-2v-3M3 16v3a2 2 0 0 0 2 2h3M9 9h6v6H9z",
  help: "M9.1 9a3 3 0 0 1 5.8 1c0 2-3 3-3 3M12 17h.01M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0",
  minus: "M5 12h14",
  eye: "M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  present: "M3 4h18M5 4v11h14V4M12 15v3M8 21l4-3 4 3",
  up: "m6 15 6-6 6 6",
  down: "m6 9 6 6 6-6",
  commands: "M4 6h10M4 12h6M4 18h6M17 21a4 4 0 1 0 0-8 4 4 0 0 0 0 8M20 20l2 2",
  panel: "M3 5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM15 3v18",
  left: "M4 3v18M8 6h12v4H8zM8 14h7v4H8z",
  centre: "M12 3v3M12 10v4M12 18v3M5 6h14v4H5zM8 14h8v4H8z",
  right: "M20 3v18M4 6h12v4H4zM9 14h7v4H9z",
  top: "M3 4h18M6 8h4v12H6zM14 8h4v7h-4z",
  middle: "M3 12h3M10 12h4M18 12h3M6 5h4v14H6zM14 8h4v8h-4z",
  bottom: "M3 20h18M6 4h4v12H6zM14 9h4v7h-4z",
  horizontally: "M4 3v18M20 3v18M10 7h4v10h-4z",
  vertically: "M3 4h18M3 20h18M7 10h10v4H7z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  unlock: "M6 11h12v9H6zM8.5 11V7a3.5 3.5 0 0 1 6.8-1.2",
} as const;

export type GlyphName = keyof typeof PATHS;

export function Glyph({ name, size = 17 }: { name: GlyphName; size?: number }) {
  return (
    <svg className="sk-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
