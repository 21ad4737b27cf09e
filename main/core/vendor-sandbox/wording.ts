/** The words of an error: filled in, in the language that was asked for. A client shows them to people and must never decide by them. */
import type { VendorError } from './document.ts';
import type { SandboxSettings } from './options.ts';
import type { Params } from './types.ts';

/** Russian for the messages of this sandbox, by the English one. INVENTED: no Russian message of the vendor is known here. */
const russian: ReadonlyMap<string, string> = new Map([
  ['Invalid username or password ', 'Неверное имя пользователя или пароль '],
  ['Insufficient privileges to run function __value__', 'Недостаточно прав для выполнения функции __value__'],
  ['__object__ __value__ not found', '__object__ __value__: не найдено'],
  ['The __object__ field has invalid value', 'Поле __object__ имеет недопустимое значение'],
  ['Captcha verification failed', 'Проверка капчи не пройдена'],
  ['Additional confirmation is required', 'Требуется дополнительное подтверждение'],
  ['Insufficient funds: __value__ required', 'Недостаточно средств: требуется __value__'],
  ['A license for IP address __value__ already exists', 'Лицензия для IP-адреса __value__ уже существует'],
  [
    'A trial license for IP address __value__ has already been used',
    'Пробная лицензия для IP-адреса __value__ уже использована',
  ],
  ['A service with remote ID __value__ already exists', 'Услуга с внешним ID __value__ уже существует'],
  ['The IP address can be changed only after __value__', 'IP-адрес можно изменить только после __value__'],
  ['The license key can be changed only after __value__', 'Ключ лицензии можно изменить только после __value__'],
  ['The function __value__ is not available for this license', 'Функция __value__ недоступна для этой лицензии'],
  [
    'The action is not possible while the license status is __value__',
    'Действие невозможно при состоянии лицензии __value__',
  ],
  ['The license expired on __value__ and must be renewed', 'Срок лицензии истёк __value__, её нужно продлить'],
  ['The action is not possible for the trial license __value__', 'Действие невозможно для пробной лицензии __value__'],
  ['The service can be renewed only after __value__', 'Услугу можно продлить только после __value__'],
  ['The minimum order period ends on __value__', 'Минимальный срок заказа заканчивается __value__'],
  ['Access from this IP denied', 'Доступ с этого IP запрещён'],
  ['The confirmation code is not valid', 'Неверный код подтверждения'],
  ['The module of function __value__ is not loaded', 'Модуль функции __value__ не загружен'],
  ['Too many requests: no more than __value__ a minute', 'Слишком много запросов: не более __value__ в минуту'],
  ['The quantity of __value__ cannot be reduced', 'Количество __value__ нельзя уменьшить'],
]);

/** The language of an answer: English, or Russian where `lang` asks for it and the installation listens. */
export function languageOf(params: Params, { guesses }: SandboxSettings): 'en' | 'ru' {
  return guesses.messageLanguage === 'asked' && params.get('lang') === 'ru' ? 'ru' : 'en';
}

/** The error with its message as the caller reads it. */
export function worded(error: VendorError, params: Params, settings: SandboxSettings): VendorError {
  const template =
    languageOf(params, settings) === 'ru' ? (russian.get(error.message) ?? error.message) : error.message;
  if (settings.guesses.placeholders === 'left') return { ...error, message: template };
  // Functions, because a value may hold what a replacement text gives a meaning to.
  const message = template.replaceAll('__object__', () => error.object).replaceAll('__value__', () => error.value);
  return { ...error, message };
}
