"""What is typed and pasted: each key goes to where the one before it has led."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

from tracker.ui.noticing import NoticingApp

LOOK_S = 0.05
"""How often it is looked what became of what was typed last, seconds."""
LOOKS = 20
"""Looks after which the next key no longer waits: the one before it has gone astray."""
WAYS_OUT = frozenset(("escape", "ctrl+x", "ctrl+c", "ctrl+q", "ctrl+z"))
"""Keys that lead out or stop something, and so never wait for what is being saved or read."""

Typed = events.Key | events.Paste


class Passed(Message):
    """Follows a key from the widget that has the focus up to the app: where this arrives, the key is dealt with."""

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        self.typed = typed


@dataclass(eq=False)
class UnderWay:
    """What is being dealt with."""

    typed: Typed
    target: MessagePump
    looks: int = 0
    """How often it will still be looked after; 0: it is not."""
    has_arrived: bool = False
    """Whether nothing on the way has taken it, so that it came to be looked up among the keys of the screen."""

    @property
    def is_lost(self) -> bool:
        """Whether where it was sent closed before it was looked at."""
        was_taken = self.has_arrived or self.typed._stop_propagation  # noqa: SLF001  told nowhere else
        return not was_taken and not self.target.is_attached


class TypedApp(NoticingApp):
    """The app as far as it takes in what comes from the keyboard.

    Textual hands each key to the widget that has the focus when it comes in. What the key before it does - opens a
    filter, closes a dialog - is done later, so keys that come fast went to where they were not meant for: the words of
    a filter were keys of the screen, and what was typed behind escape went down with the dialog. Here a key waits until
    the one before it has done what it does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._under_way: UnderWay | None = None
        self._waiting: deque[Typed] = deque()

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Paste):
            # Most terminals, and tmux, hand over the line ends of a paste as the return key would.
            event.text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if self._is_way_out(event) and self._is_held():
            self._waiting.clear()
        if self._under_way is None and not self._waiting and self._may_go(event):
            await self._hand(event)
            return
        self._waiting.append(event)
        if self._under_way is not None:
            self._look_after(self._under_way)
        else:
            self.set_timer(LOOK_S, self._hand_on)

    @property
    def is_handing_on(self) -> bool:
        """Whether something that was typed has not been dealt with yet."""
        return self._under_way is not None or bool(self._waiting)

    def forget_typed(self) -> None:
        """Lets go of what waits: it was meant for what would have been seen now."""
        self._waiting.clear()

    def _is_held(self) -> bool:
        """Whether what the last key asked for needs a moment more: what is typed is meant for what comes then."""
        return bool(getattr(self.screen, "holds_keys", False))

    @staticmethod
    def _is_way_out(event: Typed) -> bool:
        return isinstance(event, events.Key) and event.key in WAYS_OUT

    def _may_go(self, event: Typed) -> bool:
        return self._is_way_out(event) or not self._is_held()

    async def _hand(self, event: Typed) -> None:
        target = self.focused or self.screen
        under_way = self._under_way = UnderWay(event, target)
        await super().on_event(event)
        if not event.is_forwarded or not target.post_message(Passed(event)):
            self._under_way = None
        elif len(self.screen_stack) > 1:
            self._look_after(under_way)

    async def _on_key(self, event: events.Key) -> None:
        # The handler of the base class runs after this one, on the same event.
        if self._under_way is not None and self._under_way.typed is event:
            self._under_way.has_arrived = True

    def on_passed(self, message: Passed) -> None:
        # What the key has asked for - a focus - stands in the queue before this.
        self.call_later(self._release, message.typed)

    async def _release(self, typed: Typed) -> None:
        if self._under_way is not None and self._under_way.typed is typed:
            self._under_way = None
            await self._hand_on()

    async def _hand_on(self) -> None:
        """Hands on what waited, if it may go."""
        if self._under_way is not None or not self._waiting:
            return
        if self._may_go(self._waiting[0]):
            await self._hand(self._waiting.popleft())
        if self._waiting and self._under_way is None:
            self.set_timer(LOOK_S, self._hand_on)

    def _look_after(self, under_way: UnderWay) -> None:
        """Sees to it that nothing is lost, and nothing waits for ever, where a dialog closes by itself meanwhile."""
        if not under_way.looks:
            under_way.looks = LOOKS
            self.set_timer(LOOK_S, lambda: self._look(under_way))

    async def _look(self, under_way: UnderWay) -> None:
        if self._under_way is not under_way:
            return
        under_way.looks -= 1
        if under_way.looks and not under_way.is_lost:
            self.set_timer(LOOK_S, lambda: self._look(under_way))
            return
        if under_way.is_lost:
            self._waiting.appendleft(_again(under_way.typed))
        self._under_way = None
        await self._hand_on()


def _again(typed: Typed) -> Typed:
    """The same, to be sent on anew."""
    return events.Paste(typed.text) if isinstance(typed, events.Paste) else events.Key(typed.key, typed.character)
