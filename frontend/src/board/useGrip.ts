import { useMemo } from "react";

type Grip = { press: (event: React.PointerEvent) => void; hold: () => void };

/** While something is dragged, the pointer belongs to where it was pressed: the browser then does not search the page
 * at every move for what lies below. */
export function useGrip(): Grip {
  return useMemo(() => {
    let pressed: { at: Element; pointer: number } | null = null;
    return {
      press: (event) => {
        pressed = { at: event.target as Element, pointer: event.pointerId };
      },
      hold: () => {
        if (pressed?.at.isConnected) capture(pressed.at, pressed.pointer);
      },
    };
  }, []);
}

function capture(at: Element, pointer: number): void {
  try {
    at.setPointerCapture(pointer);
  } catch {
    return; // it has been let go meanwhile, or is no real pointer: dragging goes on all the same
  }
}
