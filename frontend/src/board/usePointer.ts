import { useEffect, useRef, type RefObject } from "react";

type Client = { x: number; y: number };

/** Where the pointer is while it is over the board; a menu that lies on the board does not count as leaving it. */
export function usePointer(board: RefObject<HTMLElement | null>): RefObject<Client | null> {
  const pointer = useRef<Client | null>(null);
  useEffect(() => {
    const follow = (event: PointerEvent): void => {
      const path = event.composedPath();
      if (board.current && path.includes(board.current)) pointer.current = { x: event.clientX, y: event.clientY };
      else if (!path.some((part) => part instanceof Element && part.classList.contains("sk-menu"))) pointer.current = null;
    };
    window.addEventListener("pointermove", follow, { passive: true });
    return () => window.removeEventListener("pointermove", follow);
  }, [board]);
  return pointer;
}
