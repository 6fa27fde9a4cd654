import { Component, type ReactNode } from 'react';
import { Button, EmptyState } from '../ui';

/** The last net: a mistake in drawing does not leave an empty page behind. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="h-full bg-surface-0">
        <EmptyState
          title="Something broke on this page"
          action={
            <Button look="primary" onClick={() => window.location.assign('/')}>
              Load it again
            </Button>
          }
        >
          Your messages and drafts are safe.
        </EmptyState>
      </main>
    );
  }
}
