import { lookSuite } from '../actions/look-suite.ts';

lookSuite('en');
