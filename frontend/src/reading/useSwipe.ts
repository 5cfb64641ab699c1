import { useMemo, type TouchEvent } from "react";

const FAR = 40; // pixels that a finger must go

/** A finger drawn across: 1 for to the left, which turns to what comes next, -1 for to the right. */
export function useSwipe(turn: (way: 1 | -1) => void) {
  return useMemo(() => {
    let begin: { x: number; y: number } | null = null;
    return {
      onTouchStart: ({ touches }: TouchEvent): void => {
        begin = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null;
      },
      onTouchEnd: ({ changedTouches }: TouchEvent): void => {
        if (!begin) return;
        const [right, down] = [changedTouches[0].clientX - begin.x, changedTouches[0].clientY - begin.y];
        begin = null;
        if (Math.abs(right) >= FAR && Math.abs(right) > Math.abs(down)) turn(right < 0 ? 1 : -1);
      },
    };
  }, [turn]);
}
