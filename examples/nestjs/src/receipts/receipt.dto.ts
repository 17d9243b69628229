import { IsBoolean, IsEmail, IsInt, IsOptional } from 'class-validator'

export class Receipt {
  @IsInt()
  readonly order!: number

  @IsEmail()
  readonly to!: string

  /** Not now: a second from now. */
  @IsOptional()
  @IsBoolean()
  readonly later?: boolean
}
