export { Steps, type Report, type StepReport, type StepTiming } from './steps';
