import { IsEmail, IsInt } from 'class-validator'

export class Remind {
  @IsInt()
  readonly order!: number

  @IsEmail()
  readonly to!: string
}
