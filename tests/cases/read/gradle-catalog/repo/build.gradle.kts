dependencies {
    implementation(libs.x)
}
