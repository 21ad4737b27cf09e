/** What shortcuts do on the page that is shown: found by what it is (a list, its search, a form), not by whose it is. */

const main = (): HTMLElement => document.getElementById('main') ?? document.body;
const seen = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true });

/** Puts the focus into the search of the list. False: the page has none. */
export function searchList(): boolean {
  const field = [...main().querySelectorAll<HTMLInputElement>('input[type="search"]')].find(seen);
  field?.focus();
  field?.select();
  return field !== undefined;
}

/** Moves the selection of the list by a row, as its arrow keys do; from elsewhere on the page too. False: the page has none. */
export function moveInList(step: 1 | -1): boolean {
  const list = [...main().querySelectorAll<HTMLElement>('[role="grid"], [role="treegrid"]')].find(seen);
  if (!list) return false;
  const arrow = (): void => {
    const key = step === 1 ? 'ArrowDown' : 'ArrowUp';
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  };
  if (list.contains(document.activeElement)) {
    arrow();
    return true;
  }
  const isAnySelected = list.querySelector('[aria-selected="true"]') !== null;
  list.focus();
  // The list puts the focus on the row that is selected, or on its first one.
  if (isAnySelected) setTimeout(arrow);
  return true;
}

/**
 * Presses the button of the open form that has one of these names: the one of the dialog, of the form with the focus, else
 * the first on the page. Only those names: a form that buys names its act, and is not for a shortcut. False: there is none.
 */
export function pressSubmit(names: readonly string[]): boolean {
  const layer = [...document.querySelectorAll<HTMLElement>('[role="dialog"], [role="alertdialog"]')].at(-1) ?? main();
  const own = document.activeElement?.closest('form');
  const forms = own && layer.contains(own) ? [own] : [...layer.querySelectorAll('form')];
  const button = forms
    .flatMap((form) => [...form.elements])
    .find(
      (each): each is HTMLButtonElement =>
        each instanceof HTMLButtonElement && names.includes((each.textContent ?? '').trim()) && seen(each),
    );
  button?.click();
  return button !== undefined;
}

/** Puts the focus on the field with this label, or shows the heading with it, once the page that has it is there. */
export function focusField(label: string): void {
  const end = performance.now() + 3000;
  const look = (): void => {
    const called = [...main().querySelectorAll<HTMLElement>('label, legend, h2, h3, h4, [id]')].filter(
      (each) => ownText(each) === label && seen(each),
    );
    // A section and the field in it may be called the same.
    const found = called.find((each) => controlOf(each) !== null) ?? called[0];
    if (!found) {
      if (performance.now() < end) setTimeout(look, 50);
      return;
    }
    const field = controlOf(found);
    (field ?? found).scrollIntoView({ block: 'center', behavior: 'instant' });
    if (field) field.focus();
    else {
      // A section has nothing of its own to stand on: the focus goes to its title, so that Tab goes on from there.
      found.tabIndex = -1;
      found.focus();
    }
  };
  look();
}

const ownText = (element: Element): string => (element.childElementCount > 3 ? '' : (element.textContent ?? '').trim());
const focusable = 'input:not([type="hidden"]), select, textarea, button';

function controlOf(label: HTMLElement): HTMLElement | null {
  if (label instanceof HTMLLabelElement) {
    const control = label.control ?? label.querySelector<HTMLElement>(focusable);
    if (control) return control;
  }
  if (label.id === '') return null;
  const group = document.querySelector<HTMLElement>(`[aria-labelledby~="${CSS.escape(label.id)}"]`);
  if (!group) return null;
  if (group.matches(focusable)) return group;
  return group.querySelector<HTMLElement>('input:checked') ?? group.querySelector<HTMLElement>(focusable);
}
