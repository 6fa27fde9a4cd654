import type { Message } from '@chatket/contract';
import { ReactionTools } from '../../features/reactions';
import { IconButton } from '../../ui';
import type { RowActions } from './use-row-actions';
import { useRowTools } from './use-row-tools';

interface RowToolsProps {
  message: Message;
  actions: RowActions;
}

/** What can be done to a message, in its toolbar. */
export function RowTools({ message, actions }: RowToolsProps) {
  const { tools, isGoing } = useRowTools(message, actions);
  return (
    <>
      {tools.map(({ label, Icon, run }) => (
        <IconButton key={label} label={label} isSmall tabIndex={-1} place="above" onClick={run}>
          <Icon className="size-4" />
        </IconButton>
      ))}
      {!isGoing && <ReactionTools message={message} onMore={(at) => actions.pickReaction(message, at)} />}
    </>
  );
}
