import { connect, nameOf, titleOf } from "../actions";
import { useScene } from "../context";
import { Icon } from "../nodes/Icon";
import type { Component } from "../types";
import { useCanvasStore } from "../useStore";
import { flowLabel, kindLabel, likelyFlow, stageOf } from "../vocabulary";
import { Picker } from "./Picker";
import { fit } from "./search";

/** Connect two boxes without a pointer. */
export function ConnectTo({ from }: { from: string }) {
  const store = useCanvasStore();
  const { open } = useScene();
  const { components } = store.design;
  const origin = components.find((c) => c.id === from);
  if (!origin) return null;

  const find = (letters: string): Component[] => {
    const score = (c: Component): number => Math.max(fit(letters, titleOf(c)), fit(letters, kindLabel(c.kind)) * 0.8, fit(letters, c.id));
    const fitting = components.filter((c) => c !== origin && score(c) > 0);
    return letters ? fitting.sort((a, b) => score(b) - score(a)) : fitting;
  };
  const pick = (to: Component): void => {
    open(null);
    const id = connect(store, from, to.id);
    if (id) store.select([from]); // so that one box can be connected to several
  };
  return (
    <Picker
      title={`Connect ${nameOf(store.design, from)} to …`}
      placeholder="Name of a box"
      none="No box is called that."
      find={find}
      keyOf={(c) => c.id}
      pick={pick}
      close={() => open(null)}
      row={(c) => (
        <>
          <span className="sk-choice-icon" data-stage={stageOf(c.kind)}>
            <Icon kind={c.kind} size={16} />
          </span>
          <span className="sk-choice-label">{titleOf(c)}</span>
          <span className="sk-choice-hint">{flowLabel(likelyFlow(origin.kind, c.kind) ?? "unspecified").toLowerCase()}</span>
        </>
      )}
    />
  );
}
