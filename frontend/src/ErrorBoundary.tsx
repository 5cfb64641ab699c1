import { Component, type ReactNode } from "react";

type State = { failed: Error | null };

/** A fault in drawing must not take the edits away that are on their way: they are in the store, outside. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  state: State = { failed: null };

  static getDerivedStateFromError(failed: Error): State {
    return { failed };
  }

  render(): ReactNode {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return (
      <div className="sk-failed" role="alert">
        <p>Cannot show the canvas: {failed.message}. What you drew is kept.</p>
        <button onClick={() => this.setState({ failed: null })}>Show it again</button>
      </div>
    );
  }
}
