import { beforeEach, describe, expect, it, vi } from "vitest";
import { Direct, REST } from "../src/direct";
import type { News } from "../src/news";
import type { Outbox } from "../src/types";

const outbox = (...seqs: number[]): Outbox => ({ client: "c", ops: seqs.map((seq) => ({ op: "undo", seq, on: 1 })) });
const news: News = { epoch: "e", n: 1, since: 0, told: {}, gone: {} };

let bodies: { key: string; outbox: Outbox }[];
let answer: (news: News | null) => void;
let taken: News[];
let byStreamlit: Outbox[];
let direct: Direct;
const settle = (): Promise<void> => new Promise((go) => setTimeout(go));

beforeEach(() => {
  [bodies, taken, byStreamlit] = [[], [], []];
  direct = new Direct((body) => {
    bodies.push(JSON.parse(body));
    return new Promise((resolve) => (answer = resolve));
  });
  direct.key = "k";
  direct.connect({ take: (one) => taken.push(one), byStreamlit: (one) => byStreamlit.push(one), withHeard: (one) => ({ ...one, heard: { epoch: "e", n: 7 } }) });
});

describe("the short way", () => {
  it("posts with the key and what was heard, and gives the answer on", async () => {
    direct.send(outbox(1));
    expect(bodies).toEqual([{ key: "k", outbox: { ...outbox(1), heard: { epoch: "e", n: 7 } } }]);
    answer(news);
    await settle();
    expect(taken).toEqual([news]);
    expect(byStreamlit).toEqual([]);
  });

  it("asks one thing at a time, and then for all that came meanwhile", async () => {
    direct.send(outbox(1));
    direct.send(outbox(1, 2));
    direct.send(outbox(1, 2, 3));
    expect(bodies).toHaveLength(1);
    answer(news);
    await settle();
    expect(bodies[1].outbox.ops.map((op) => op.seq)).toEqual([1, 2, 3]);
  });

  it("does not repeat what the answer has settled", async () => {
    direct.send(outbox(1));
    direct.send(outbox(1));
    answer(news);
    await settle();
    expect(bodies).toHaveLength(1);
  });

  it("leaves to Streamlit what a page must follow", () => {
    direct.send({ client: "c", ops: [...outbox(1).ops, { op: "read_text", text: "a", seq: 2, on: 1 }] });
    expect(bodies).toEqual([]);
    expect(byStreamlit).toHaveLength(1);
  });

  it("leaves everything to Streamlit before a key is known", () => {
    direct.key = "";
    direct.send(outbox(1));
    expect(byStreamlit).toEqual([outbox(1)]);
  });

  it("gives the newest to Streamlit where it fails, rests, and tries again later", async () => {
    const now = vi.spyOn(performance, "now").mockReturnValue(0);
    direct.send(outbox(1));
    direct.send(outbox(1, 2));
    answer(null);
    await settle();
    expect(byStreamlit).toEqual([outbox(1, 2)]);
    direct.send(outbox(1, 2, 3));
    expect(byStreamlit).toHaveLength(2);
    now.mockReturnValue(REST);
    direct.send(outbox(1, 2, 3));
    expect(bodies).toHaveLength(2);
    now.mockRestore();
  });
});
