import type { Op } from "../types";

/** The boxes and notes that were added in this visit and have not been placed by hand or arranged since. */
export class NewBoxes {
  private readonly ids = new Set<string>();

  list = (): string[] => [...this.ids];
  /** Somebody has chosen their places. */
  settle = (ids: string[]): void => ids.forEach((id) => this.ids.delete(id));

  watch(op: Op): void {
    if (op.op === "batch") op.edits.forEach((edit) => this.watch(edit));
    else if (op.op === "add_component" || op.op === "insert_on_flow") this.ids.add(op.component.id);
    else if (op.op === "add_note") this.ids.add(op.note.id);
    else if (op.op === "place") this.settle(Object.keys(op.boxes ?? {}));
    else if (op.op === "arrange") this.settle(op.ids ?? this.list());
    else if (op.op === "rename_id" && this.ids.delete(op.id)) this.ids.add(op.to);
  }
}
