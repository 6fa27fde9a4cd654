import type { Message } from '@chatket/contract';
import { ReactionTools } from '../../features/reactions';
import { SheetAction } from '../../ui/SheetAction';
import type { RowActions } from './use-row-actions';
import { useRowTools } from './use-row-tools';

interface SheetToolsProps {
  message: Message;
  actions: RowActions;
  close: () => void;
}

/** The same in the sheet that a long press opens. */
export function SheetTools({ message, actions, close }: SheetToolsProps) {
  const { tools, isGoing } = useRowTools(message, actions);
  const andClose = (run: () => void) => () => {
    close();
    run();
  };
  return (
    <>
      {!isGoing && (
        <li className="flex justify-around px-1 pb-1">
          <ReactionTools
            message={message}
            isLarge
            onMore={(at) => andClose(() => actions.pickReaction(message, at))()}
            onPicked={close}
          />
        </li>
      )}
      {tools.toReversed().map(({ label, Icon, run }) => (
        <SheetAction key={label} label={label} Icon={Icon} onPick={andClose(run)} />
      ))}
    </>
  );
}
