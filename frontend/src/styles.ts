import flowCss from "@xyflow/react/dist/style.css?inline";
import askingCss from "./asking/asking.css?inline";
import reviewCss from "./review/review.css?inline";
import panelCss from "./panel/panel.css?inline";
import arrangingCss from "./styles/arranging.css?inline";
import boardCss from "./styles/board.css?inline";
import chromeCss from "./styles/chrome.css?inline";
import overlayCss from "./styles/overlays.css?inline";
import narrowCss from "./styles/narrow.css?inline";
import readingCss from "./styles/reading.css?inline";
import speedCss from "./styles/speed.css?inline";
import textCss from "./text/text.css?inline";
import { tokensCss } from "./tokens";

/** All style sheets as one, for the shadow root. */
export const styles = (): string => [flowCss, tokensCss(), chromeCss, boardCss, overlayCss, readingCss, speedCss, arrangingCss, panelCss, askingCss, reviewCss, textCss, narrowCss].join("\n");
