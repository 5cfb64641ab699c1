// ?n=20 boxes, ?theme=dark, ?delay=100 ms of an answer, ?quiet=0 judges new boxes at once
import render from "../src/index";
import type { News } from "../src/news";
import type { CanvasData, Outbox } from "../src/types";
import { partsOf } from "./parts";
import { Python } from "./python";
import { sample } from "./sample";

const query = new URLSearchParams(location.search);
const dark = query.get("theme") === "dark";
const app = document.getElementById("app")!;
const colours = dark
  ? { "background-color": "#0e1117", "secondary-background-color": "#262730", "text-color": "#fafafa", "border-color": "#3d4048", "primary-color": "#ff4b4b" }
  : { "background-color": "#ffffff", "secondary-background-color": "#f0f2f6", "text-color": "#31333f", "border-color": "#d5d6d8", "primary-color": "#ff4b4b" };
for (const [name, value] of Object.entries(colours)) app.style.setProperty(`--st-${name}`, value);
document.body.style.background = colours["background-color"];
const parent = app.attachShadow({ mode: "open" });

const python = new Python(sample(Number(query.get("n") ?? 20)));
const delay = Number(query.get("delay") ?? 60);
let n = 0;
const whole = (data: CanvasData): News => ({ epoch: data.epoch, n: ++n, since: 0, told: partsOf(data), gone: {} });
const show = (data: CanvasData): void => void render({ data: new TextEncoder().encode(JSON.stringify(whole(data))), parentElement: parent, setStateValue } as never);

function setStateValue(name: string, value: unknown): void {
  if (name !== "outbox" || query.has("offline")) return;
  setTimeout(() => python.receive(value as Outbox) && show(python.payload()), delay);
}

show(python.payload());
Object.assign(window, { python, show: () => show(python.payload()) });
