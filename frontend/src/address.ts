/** The design that the page shows, or is about to show. */
export const designInAddress = (): string => new URLSearchParams(window.location.search).get("design") ?? "";

/** Whether its design has been left: Streamlit keeps a canvas in the page until the next page is there. */
export const isLeft = (canvas: HTMLElement | null): boolean => !canvas?.isConnected || canvas.dataset.design !== designInAddress();
